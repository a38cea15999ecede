/** What each label of a label map is in the vertebra, and the vertebra's own frame: endplates, axis and height. */
package org.vertebrafe.segmentation;
