package org.vertebrafe.imagej.plain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scijava.module.ModuleInfo;

/** The pages of the guide that the Help of dialogs leads on to. */
public enum GuidePages {
    WORKBENCH("Vertebra Workbench"),
    CT("Open CT Series..."),
    CALIBRATE("Calibrate CT Density...", "Calibrate CT Density (Phantomless)...", "Apply Density Calibration..."),
    SEGMENT(
            "Segment Vertebra...",
            "Import Vertebra Labels...",
            "Measure Vertebra Shape...",
            "Measure Vertebra with BoneJ..."),
    EDIT("Edit Vertebra Labels"),
    ANALYZE("Analyze Vertebra...", "Measure vBMD..."),
    MAPS(
            "Open Vertebra Map...",
            "Overlay Vertebra Map...",
            "Section Vertebra Map...",
            "Probe Vertebra",
            "Measure Vertebra Points...",
            "Profile Vertebra Map...",
            "Histogram of Vertebra Map...",
            "Vertebra Report...",
            "Export Vertebra Result..."),
    VIEW3D("View Vertebra in 3D..."),
    STUDY("Compare Reconstruction Kernels...", "Run Vertebra Cohort...", "Cohort Statistics..."),
    INDEX(
            "VertebraFE Synthetic L2",
            "VertebraFE Virtual Patient (B40f-like)",
            "VertebraFE Virtual Patient (B70f-like)");

    /** Where the guide is read. */
    private static final String GUIDE = "https://github.com/vertebrafe/vertebrafe/blob/main/src/site/markdown/";

    private final List<String> commands;

    GuidePages(String... commands) {
        this.commands = List.of(commands);
    }

    /** The page on a command; empty for commands of others. */
    static Optional<GuidePages> of(ModuleInfo info) {
        return of(info.getTitle());
    }

    /** The page on the command of this name in the menu. */
    public static Optional<GuidePages> of(String command) {
        return Arrays.stream(values())
                .filter(page -> page.commands.contains(command))
                .findFirst();
    }

    /** Names in the menu of all commands that have a page. */
    public static Stream<String> commands() {
        return Arrays.stream(values()).flatMap(page -> page.commands.stream());
    }

    /** File of the page, for instance {@code maps.md}. */
    public String file() {
        return name().toLowerCase(java.util.Locale.ROOT) + ".md";
    }

    /** Its address. */
    String address() {
        return GUIDE + file();
    }
}
