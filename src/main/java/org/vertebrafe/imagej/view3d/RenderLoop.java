package org.vertebrafe.imagej.view3d;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Consumer;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;

/**
 * Draws views on threads of its own, so that the window answers however large the model is: always the newest request,
 * coarse at once and fine when no other has come for a moment.
 */
final class RenderLoop implements AutoCloseable {

    /** What is drawn: a view for a canvas of a size in pixels. */
    record Request(View view, int width, int height) {}

    private static final int FINE = 2;
    private static final long MOMENT_MS = 140;

    private final Renderer renderer;
    private final Consumer<BufferedImage> receiver;
    private final Consumer<RuntimeException> failures;
    private Request wanted;
    private boolean closed;
    private double frameMs;

    /**
     * @param receiver gets each picture, on a thread of the loop
     * @param failures gets what went wrong
     */
    RenderLoop(Renderer renderer, Consumer<BufferedImage> receiver, Consumer<RuntimeException> failures) {
        this.renderer = renderer;
        this.receiver = receiver;
        this.failures = failures;
        Thread thread = new Thread(this::run, "VertebraFE 3D view");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void request(Request request) {
        wanted = request;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Time of the last coarse picture, ms. */
    synchronized double frameMs() {
        return frameMs;
    }

    /** The element at a pixel of the last picture, if it can be told now. */
    Optional<Integer> element(int x, int y) {
        return renderer.element(x, y);
    }

    private void run() {
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Request request = next(0); request != null; ) {
                Request newer = draw(request, threads);
                request = newer != null ? newer : next(0);
            }
        }
    }

    private Request draw(Request request, TaskExecutor threads) {
        try {
            long start = System.nanoTime();
            receiver.accept(renderer.render(request.view(), request.width(), request.height(), 1, threads));
            synchronized (this) {
                frameMs = (System.nanoTime() - start) * 1e-6;
            }
            Request newer = next(MOMENT_MS);
            if (newer == null && !isClosed()) {
                receiver.accept(renderer.render(request.view(), request.width(), request.height(), FINE, threads));
            }
            return newer;
        } catch (RuntimeException e) {
            failures.accept(e);
            return null;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** The newest request, waited for so long (0: for ever); null if there is none, or the loop is closed. */
    private synchronized Request next(long milliseconds) {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        try {
            while (wanted == null && !closed) {
                long left = milliseconds == 0 ? 0 : (end - System.nanoTime()) / 1_000_000;
                if (milliseconds > 0 && left <= 0) {
                    return null;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        Request newest = closed ? null : wanted;
        wanted = null;
        return newest;
    }
}
