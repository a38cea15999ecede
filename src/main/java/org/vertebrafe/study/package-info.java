/** Studies: many vertebrae, paired reconstructions, and what statistics say of them. */
package org.vertebrafe.study;
