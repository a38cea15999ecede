package org.vertebrafe.imagej.plain;

import ij.IJ;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import java.awt.AWTException;
import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Eyes and hands of the tests on a real screen. */
final class Screen {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(200);

    /** Where dialogs are put: beside the images, above the recorder. */
    private static final Point DIALOG = new Point(460, 140);

    private final Robot robot;

    Screen() throws AWTException {
        robot = new Robot();
        robot.setAutoDelay(40);
    }

    /** A screen with ImageJ's main window on it and an empty Results table. */
    static Screen withImageJ() throws AWTException {
        PlainImageJ.start();
        Screen screen = new Screen();
        IJ.getInstance().setLocation(20, 10);
        screen.until("the main window", () -> IJ.getInstance().isShowing());
        ResultsTable.getResultsTable().reset();
        return screen;
    }

    /** Closes all images without a question. */
    static void closeImages() {
        Analyzer.setUnsavedMeasurements(false);
        for (String title : WindowManager.getImageTitles()) {
            WindowManager.getImage(title).changes = false;
            WindowManager.getImage(title).close();
        }
    }

    /** Saves what is on the screen. */
    void picture(String name) throws IOException {
        pause(400);
        picture(name, new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
    }

    /** Brings a window to the front and saves what is on the screen where it is. */
    void picture(String name, Window window) throws IOException {
        window.toFront();
        pause(400);
        picture(name, window.getBounds());
    }

    private void picture(String name, Rectangle part) throws IOException {
        Files.createDirectories(PICTURES);
        ImageIO.write(
                robot.createScreenCapture(part),
                "png",
                PICTURES.resolve(name + ".png").toFile());
    }

    /** What is on the screen. */
    BufferedImage capture() {
        return robot.createScreenCapture(
                new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
    }

    /** Moves the mouse to the middle of a component. */
    void pointAt(Component component) {
        Point corner = component.getLocationOnScreen();
        robot.mouseMove(corner.x + component.getWidth() / 2, corner.y + component.getHeight() / 2);
        pause(150);
    }

    /** Clicks on the middle of a component. */
    void click(Component component) {
        pointAt(component);
        click();
    }

    /** Clicks on a place of the screen. */
    void clickAt(int x, int y) {
        robot.mouseMove(x, y);
        pause(200);
        click();
    }

    void moveTo(int x, int y) {
        robot.mouseMove(x, y);
        pause(300);
    }

    void click() {
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    /** Drags from the middle of a component, in several steps as a hand does. */
    void dragFromMiddle(Component component, int right, int down) {
        pointAt(component);
        Point corner = component.getLocationOnScreen();
        int x = corner.x + component.getWidth() / 2;
        int y = corner.y + component.getHeight() / 2;
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        for (int step = 1; step <= 10; step++) {
            robot.mouseMove(x + right * step / 10, y + down * step / 10);
        }
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    void press(int key) {
        robot.keyPress(key);
        robot.keyRelease(key);
        robot.waitForIdle();
    }

    /** The dialog of this title, as soon as it is shown. */
    Dialog dialog(String title) {
        Dialog dialog = await("dialog " + title, () -> Stream.of(Window.getWindows())
                .filter(w -> w instanceof Dialog d && d.isShowing() && title.equals(d.getTitle()))
                .map(Dialog.class::cast)
                .findFirst()
                .orElse(null));
        // It is packed, centred and only then at its place; and without a window manager Java may take it to be
        // elsewhere
        // until it is moved.
        pause(300);
        dialog.setLocation(DIALOG.x + 1, DIALOG.y);
        pause(100);
        dialog.setLocation(DIALOG);
        until("dialog " + title + " to stand still", () -> {
            pause(200);
            return dialog.getLocationOnScreen().equals(DIALOG);
        });
        return dialog;
    }

    /** A button by the text on it. */
    Button button(Container window, String label) {
        return all(window, Button.class).stream()
                .filter(b -> b.getLabel().trim().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No button " + label));
    }

    /** All components of a type, from top to bottom. */
    <T extends Component> List<T> all(Container window, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Component component : window.getComponents()) {
            if (type.isInstance(component)) {
                found.add(type.cast(component));
            }
            if (component instanceof Container inner) {
                found.addAll(all(inner, type));
            }
        }
        return found;
    }

    /** Waits until something is so. */
    void until(String what, BooleanSupplier condition) {
        await(what, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    /** Waits for something that takes long. */
    void patientUntil(String what, BooleanSupplier condition) {
        await(what, LONG, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    private <T> T await(String what, Supplier<T> supplier) {
        return await(what, PATIENCE, supplier);
    }

    private <T> T await(String what, Duration patience, Supplier<T> supplier) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            T value = supplier.get();
            if (value != null) {
                return value;
            }
            pause(50);
        }
        throw new AssertionError("Waited in vain for " + what);
    }

    void pause(int millis) {
        robot.delay(millis);
        robot.waitForIdle();
    }
}
