package org.scijava.vecmath;

/** Stand-in. */
public class Color3f extends Tuple3f {

    public Color3f(float x, float y, float z) {
        super(x, y, z);
    }
}
