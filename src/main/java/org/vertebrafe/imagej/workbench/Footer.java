package org.vertebrafe.imagej.workbench;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Font;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JTextArea;
import javax.swing.Timer;
import org.vertebrafe.workbench.Light;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;

/** What runs, with its progress and Stop, and the way back and forth. */
final class Footer extends JPanel {

    private static final int EVERY = 100;
    private static final int STEPS = 1000;

    private final transient Bench bench;
    private final transient WorkbenchWindow window;
    private final JProgressBar bar = new JProgressBar(0, STEPS);
    private final JTextArea message = Parts.text("", Parts.BAD, 1);
    private final JButton stop;
    private final JButton back;
    private final JButton all;
    private final JButton next;
    private final transient Timer clock = new Timer(EVERY, event -> progress());

    Footer(Bench bench, WorkbenchWindow window) {
        super(new BorderLayout(8, 6));
        this.bench = bench;
        this.window = window;
        setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createMatteBorder(1, 0, 0, 0, new Color(0xD0, 0xD4, 0xD8)),
                BorderFactory.createEmptyBorder(8, 12, 10, 12)));
        bar.setStringPainted(true);
        bar.setFont(Parts.font(Font.PLAIN, 0.95));
        stop = Parts.button("Stop", "Ends what runs; what was done before is kept.", bench::cancel);
        back = Parts.button(
                "\u25C2 Back",
                "To the stage before.",
                () -> window.go(Stage.values()[Math.max(0, window.shown().ordinal() - 1)]));
        all = Parts.button("Do all that is left", "Every stage that is not up to date, to the results.", this::all);
        next = Parts.button("Next", "", this::next);
        back.setName("back");
        all.setName("all");
        next.setName("next");
        stop.setName("stop");
        next.setFont(Parts.font(Font.BOLD, 1));
        JPanel running = new JPanel(new BorderLayout(8, 0));
        running.add(bar, BorderLayout.CENTER);
        running.add(stop, BorderLayout.EAST);
        add(Parts.column(4, message, running), BorderLayout.NORTH);
        JPanel ways = new JPanel();
        ways.setLayout(new javax.swing.BoxLayout(ways, javax.swing.BoxLayout.X_AXIS));
        ways.add(back);
        ways.add(Box.createHorizontalGlue());
        ways.add(all);
        ways.add(Box.createHorizontalStrut(8));
        ways.add(next);
        add(ways, BorderLayout.CENTER);
    }

    private void all() {
        bench.run(Stage.RESULTS);
        window.go(Stage.RESULTS);
    }

    private void next() {
        Stage shown = window.shown();
        if (bench.work().light(shown) == Light.DONE) {
            window.go(shown.next());
        } else {
            bench.run(shown);
        }
    }

    void refresh() {
        Work work = bench.work();
        Stage shown = window.shown();
        Light light = work.light(shown);
        Optional<Job> job = bench.job();
        boolean last = shown == Stage.RESULTS;
        back.setEnabled(shown != Stage.CT);
        next.setText(
                light == Light.DONE && !last
                        ? "Next: " + shown.next().title() + " \u25B8"
                        : light == Light.STALE
                                ? window.panel().action() + " again"
                                : window.panel().action());
        next.setToolTipText(light == Light.DONE ? "Goes on." : "Does this stage, and what has to be done before it.");
        next.setEnabled(job.isEmpty());
        next.setVisible(!(light == Light.DONE && last));
        all.setEnabled(job.isEmpty() && work.light(Stage.RESULTS) != Light.DONE);
        boolean running = job.isPresent();
        bar.setVisible(running);
        stop.setVisible(running);
        String said = bench.message();
        message.setForeground(said.startsWith("Saved") || said.startsWith("Copied") ? Parts.SOFT : Parts.BAD);
        Parts.say(message, said);
        if (running && !clock.isRunning()) {
            progress();
            clock.start();
        } else if (!running) {
            clock.stop();
        }
        revalidate();
    }

    private void progress() {
        bench.job().ifPresent(job -> {
            double done = job.fraction();
            bar.setIndeterminate(Double.isNaN(done));
            bar.setValue(Double.isNaN(done) ? 0 : (int) Math.round(STEPS * done));
            bar.setString(job.words());
        });
    }
}
