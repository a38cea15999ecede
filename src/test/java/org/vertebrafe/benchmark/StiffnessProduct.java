package org.vertebrafe.benchmark;

import java.util.concurrent.TimeUnit;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.fem.linalg.BlockCsrMatrix;

/**
 * The product of a stored stiffness matrix with a vector, beside a copy and a triad a = b + s c as in McCalpin's STREAM:
 * how much of the machine's memory traffic it makes use of. One operation is a kilobyte moved, so that the score, operations
 * a microsecond, is GB/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StiffnessProduct {

    /** Edge of the cube, nodes. */
    private static final int N = 43;

    private static final int COPY_CHUNK = 1 << 16;

    private static final int BLOCKS = (3 * N - 2) * (3 * N - 2) * (3 * N - 2);

    /** What the product reads and what copy and triad move, kB. */
    private static final int PRODUCT_KB = (int) (76L * BLOCKS / 1000);

    private static final int COPY_KB = (int) (144L * BLOCKS / 1000);
    private static final int TRIAD_KB = (int) (216L * BLOCKS / 1000);

    @Param({"1", "2"})
    private int threads;

    private TaskExecutor executor;
    private BlockCsrMatrix matrix;
    private double[] copy;
    private double[] other;
    private double[] x;
    private double[] y;

    @Setup
    public void build() {
        executor = TaskExecutors.fixedThreadPool(threads);
        int rows = N * N * N;
        int[] rowStart = new int[rows + 1];
        int[] columns = new int[27 * rows];
        int blocks = 0;
        for (int row = 0; row < rows; row++) {
            for (int k = -1; k <= 1; k++) {
                for (int j = -1; j <= 1; j++) {
                    for (int i = -1; i <= 1; i++) {
                        if (inside(row % N + i) && inside(row / N % N + j) && inside(row / N / N + k)) {
                            columns[blocks++] = row + i + N * (j + N * k);
                        }
                    }
                }
            }
            rowStart[row + 1] = blocks;
        }
        double[] values = new double[9 * blocks];
        java.util.Arrays.setAll(values, at -> 1e-3 * (at % 17));
        matrix = new BlockCsrMatrix(rowStart, java.util.Arrays.copyOf(columns, blocks), values);
        copy = new double[values.length];
        other = values.clone();
        x = new double[3 * rows];
        java.util.Arrays.setAll(x, at -> 1.0 / (at + 1));
        y = new double[3 * rows];
    }

    private static boolean inside(int index) {
        return index >= 0 && index < N;
    }

    @TearDown
    public void close() {
        executor.close();
    }

    @Benchmark
    @OperationsPerInvocation(PRODUCT_KB)
    public double[] product() {
        matrix.multiply(executor, x, y);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(COPY_KB)
    public double[] copy() {
        double[] values = matrix.values();
        Chunks.forEach(
                executor,
                values.length,
                COPY_CHUNK,
                (from, to) -> System.arraycopy(values, from, copy, from, to - from));
        return copy;
    }

    @Benchmark
    @OperationsPerInvocation(TRIAD_KB)
    public double[] triad() {
        double[] b = matrix.values();
        Chunks.forEach(executor, b.length, COPY_CHUNK, (from, to) -> {
            for (int i = from; i < to; i++) {
                copy[i] = b[i] + 0.5 * other[i];
            }
        });
        return copy;
    }
}
