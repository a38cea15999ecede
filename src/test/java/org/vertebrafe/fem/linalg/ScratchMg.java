package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;

public class ScratchMg {
    public static void main(String[] args) {
        int split = Integer.parseInt(args[0]);
        boolean amg = args.length > 1;
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            for (boolean held : new boolean[] {true, false}) {
                Verse004 v = new Verse004(split, held, threads);
                BrickOperator b = v.model.bricks();
                double[] x = new double[v.load.length];
                for (int i = 0; i < x.length; i++) x[i] = Math.sin(i * 1.7);
                double[] y = new double[x.length], z = new double[x.length];
                v.model.matrix.multiply(threads, x, y);
                b.multiply(threads, x, z);
                double diff = 0, size = 0;
                for (int i = 0; i < x.length; i++) {
                    diff = Math.max(diff, Math.abs(y[i] - z[i]));
                    size = Math.max(size, Math.abs(y[i]));
                }
                System.out.println("unknowns " + x.length + " product difference " + diff / size);
                for (int rep = 0; rep < 5; rep++) {
                    long t0 = System.nanoTime();
                    for (int i = 0; i < 10; i++) v.model.matrix.multiply(threads, x, y);
                    long t1 = System.nanoTime();
                    for (int i = 0; i < 10; i++) b.multiply(threads, x, z);
                    long t2 = System.nanoTime();
                    System.out.printf("stored %.2f ms, bricks %.2f ms%n", (t1 - t0) * 1e-7, (t2 - t1) * 1e-7);
                }
                ConstrainedSystem s =
                        new ConstrainedSystem(b, v.system.fixed(), v.system.coordinates(), v.system.floating());
                for (int rep = 0; rep < 3; rep++) {
                    java.util.Arrays.fill(x, 0);
                    System.out.println(ConjugateGradients.brickMultigrid()
                                    .solve(s, v.load, x, new LinearSolver.Criterion(1e-8, 100), threads, Progress.NONE)
                            + " K " + v.stiffness(x, threads));
                    if (amg) {
                        java.util.Arrays.fill(x, 0);
                        System.out.println(ConjugateGradients.algebraicMultigrid()
                                        .solve(
                                                v.system,
                                                v.load,
                                                x,
                                                new LinearSolver.Criterion(1e-8, 100),
                                                threads,
                                                Progress.NONE)
                                + " K " + v.stiffness(x, threads));
                    }
                }
            }
        }
    }
}
