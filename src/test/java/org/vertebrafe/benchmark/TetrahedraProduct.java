package org.vertebrafe.benchmark;

import java.util.concurrent.TimeUnit;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.TetSystem;
import org.vertebrafe.fem.linalg.ConstrainedSystem;
import org.vertebrafe.fem.linalg.StiffnessOperator;

/** The product of the stiffness of 69,360 quadratic tetrahedra (297,045 unknowns): stored, and computed on the way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TetrahedraProduct {

    @Param({"1", "2"})
    private int threads;

    @Param({"stored", "computed"})
    private String matrix;

    private TaskExecutor executor;
    private StiffnessOperator a;
    private double[] x;
    private double[] y;

    @Setup
    public void build() {
        executor = TaskExecutors.fixedThreadPool(threads);
        TetSystem model = new TetSystem(20, 34, 17, new Vec3(1, 1, 1), 0.3, e -> 1 + e % 1000);
        ConstrainedSystem system = model.clampedBelow();
        a = matrix.equals("stored") ? model.assembled(system).matrix() : system.matrix();
        x = new double[system.size()];
        java.util.Arrays.setAll(x, at -> 1.0 / (at + 1));
        y = new double[x.length];
    }

    @TearDown
    public void close() {
        executor.close();
    }

    @Benchmark
    public double[] product() {
        a.multiply(executor, x, y);
        return y;
    }
}
