package org.scijava.vecmath;

/** Stand-in: three numbers. */
public abstract class Tuple3f {

    public float x;
    public float y;
    public float z;

    protected Tuple3f(float x, float y, float z) {
        this.x = x;
        this.y = y;
        this.z = z;
    }
}
