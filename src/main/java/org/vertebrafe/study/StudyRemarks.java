package org.vertebrafe.study;

import java.util.List;

/**
 * What a report says beside its numbers.
 *
 * @param note what the reader must know of the data first, for instance that they are simulated; may be empty
 * @param reasons why the data differ from those of the published study, whole sentences; may be empty
 */
public record StudyRemarks(String note, List<String> reasons) {

    public StudyRemarks {
        reasons = List.copyOf(reasons);
    }

    /** A note alone. */
    public static StudyRemarks note(String note) {
        return new StudyRemarks(note, List.of());
    }
}
