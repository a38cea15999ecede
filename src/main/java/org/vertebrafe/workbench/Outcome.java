package org.vertebrafe.workbench;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.analysis.MeshedVertebra;
import org.vertebrafe.analysis.SegmentationReport;
import org.vertebrafe.analysis.SolvedVertebra;
import org.vertebrafe.analysis.StiffVertebra;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.image.Labels;

/** What a stage gave: a value. */
public sealed interface Outcome {

    /** Equal for outcomes that later stages cannot tell apart. */
    String fingerprint();

    /** What the user should know. */
    List<String> warnings();

    /** The CT as it was read. */
    record Read(CtData ct) implements Outcome {
        @Override
        public String fingerprint() {
            return ct.fingerprint();
        }

        @Override
        public List<String> warnings() {
            return ct.warnings();
        }
    }

    /**
     * The calibration.
     *
     * @param carried what goes into the analysis as the calibration that travels with the CT
     * @param result what was measured for it, where something was
     */
    record Calibrated(Optional<SavedCalibration> carried, Optional<CalibrationResult> result, String fingerprint)
            implements Outcome {
        @Override
        public List<String> warnings() {
            return result.map(CalibrationResult::warnings).orElse(List.of());
        }
    }

    /**
     * The label map on the CT's grid.
     *
     * @param report how it was made, where it was made here
     */
    record Labelled(Labels labels, Optional<SegmentationReport> report, String fingerprint) implements Outcome {
        @Override
        public List<String> warnings() {
            return report.map(SegmentationReport::warnings).orElse(List.of());
        }
    }

    /** The elements, and the images they were made of. */
    record Meshed(AnalysisInput input, MeshedVertebra vertebra, String fingerprint) implements Outcome {
        @Override
        public List<String> warnings() {
            return vertebra.warnings();
        }
    }

    /** Elements with stiffness. */
    record Stiff(StiffVertebra vertebra, String fingerprint) implements Outcome {
        @Override
        public List<String> warnings() {
            return vertebra.warnings();
        }
    }

    /** The model under load. */
    record Solved(SolvedVertebra vertebra, String fingerprint) implements Outcome {
        @Override
        public List<String> warnings() {
            return List.of();
        }
    }

    /** The result. */
    record Finished(AnalysisResult result, String fingerprint) implements Outcome {
        @Override
        public List<String> warnings() {
            return result.warnings();
        }
    }
}
