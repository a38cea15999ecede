package org.vertebrafe.imagej.view3d;

/** Which triangles meet at each node, to find normals that are smooth but for sharp edges. */
record Incidence(int[] corners, int[] start, int[] triangles) {

    static Incidence of(int[] corners, int nodes) {
        int[] start = new int[nodes + 1];
        for (int node : corners) {
            start[node + 1]++;
        }
        for (int n = 0; n < nodes; n++) {
            start[n + 1] += start[n];
        }
        int[] fill = start.clone();
        int[] triangles = new int[corners.length];
        for (int c = 0; c < corners.length; c++) {
            triangles[fill[corners[c]]++] = c / 3;
        }
        return new Incidence(corners, start, triangles);
    }

    /**
     * Normals at the corners, coded: the mean over the triangles at the node that are turned less than an angle from the
     * corner's own.
     */
    short[] normals(float[] xyz, double creaseDegrees) {
        int count = corners.length / 3;
        float[] area = new float[3 * count];
        float[] length = new float[count];
        for (int t = 0; t < count; t++) {
            areaVector(xyz, t, area);
            length[t] = (float) Math.sqrt(
                    area[3 * t] * area[3 * t] + area[3 * t + 1] * area[3 * t + 1] + area[3 * t + 2] * area[3 * t + 2]);
        }
        float limit = (float) Math.cos(Math.toRadians(creaseDegrees));
        short[] normals = new short[corners.length];
        for (int c = 0; c < corners.length; c++) {
            int own = c / 3;
            float x = 0;
            float y = 0;
            float z = 0;
            for (int i = start[corners[c]]; i < start[corners[c] + 1]; i++) {
                int t = triangles[i];
                float dot = area[3 * t] * area[3 * own]
                        + area[3 * t + 1] * area[3 * own + 1]
                        + area[3 * t + 2] * area[3 * own + 2];
                if (t == own || dot > limit * length[t] * length[own]) {
                    x += area[3 * t];
                    y += area[3 * t + 1];
                    z += area[3 * t + 2];
                }
            }
            normals[c] = Normals.code(x, y, z);
        }
        return normals;
    }

    private void areaVector(float[] xyz, int t, float[] area) {
        int a = 3 * corners[3 * t];
        int b = 3 * corners[3 * t + 1];
        int c = 3 * corners[3 * t + 2];
        float ux = xyz[b] - xyz[a];
        float uy = xyz[b + 1] - xyz[a + 1];
        float uz = xyz[b + 2] - xyz[a + 2];
        float vx = xyz[c] - xyz[a];
        float vy = xyz[c + 1] - xyz[a + 1];
        float vz = xyz[c + 2] - xyz[a + 2];
        area[3 * t] = uy * vz - uz * vy;
        area[3 * t + 1] = uz * vx - ux * vz;
        area[3 * t + 2] = ux * vy - uy * vx;
    }
}
