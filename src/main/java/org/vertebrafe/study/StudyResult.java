package org.vertebrafe.study;

import java.util.List;

/**
 * The numbers of a study.
 *
 * @param table what they are of
 * @param config what was decided beside it
 * @param groups in order, weakest bone first
 * @param findings every number
 */
public record StudyResult(PairedTable table, StudyConfig config, List<String> groups, List<Finding> findings) {

    public StudyResult {
        groups = List.copyOf(groups);
        findings = List.copyOf(findings);
    }

    /** The groups that ROC curves tell from the others: the first, the first two, and so on. */
    public List<List<String>> conditions() {
        return PairedStudy.conditions(groups);
    }
}
