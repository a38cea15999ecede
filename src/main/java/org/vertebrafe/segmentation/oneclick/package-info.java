/**
 * One click into a vertebral body gives the vertebra, without learned weights: a template is fitted to find the body, an
 * optimal surface and a model of the cortex find its border, a graph cut tells its arch and processes from its neighbours.
 */
package org.vertebrafe.segmentation.oneclick;
