package org.vertebrafe.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.vertebrafe.base.InputException;
import org.vertebrafe.study.stats.BlandAltman;
import org.vertebrafe.study.stats.CutOff;
import org.vertebrafe.study.stats.DeLongTest;
import org.vertebrafe.study.stats.DependentCorrelations;
import org.vertebrafe.study.stats.GroupComparison;
import org.vertebrafe.study.stats.Icc;
import org.vertebrafe.study.stats.LinearFit;
import org.vertebrafe.study.stats.PairedTTest;
import org.vertebrafe.study.stats.Pairs;
import org.vertebrafe.study.stats.Roc;
import org.vertebrafe.study.stats.Sample;
import org.vertebrafe.study.stats.ShapiroWilk;
import org.vertebrafe.study.stats.Spearman;
import org.vertebrafe.study.stats.WilcoxonSignedRank;

/**
 * All numbers of a study of paired reconstructions: group means and their differences, comparison of groups, regression on
 * density, agreement, diagnosis.
 */
public final class PairedStudy {

    static final String SUBJECTS = "Subjects";
    static final String TABLE_1 = "Table 1. Both kernels by group";
    static final String GROUPS = "Differences between groups";
    static final String REGRESSION = "Regression on trabecular density";
    static final String COMPARED = "Correlation with density, kernels compared";
    static final String AGREEMENT = "Agreement of the kernels";
    static final String ROC = "Diagnosis: area under the ROC curve";
    static final String ROC_COMPARED = "Diagnosis, kernels compared";
    static final String TABLE_2 = "Table 2. Cut-offs";

    static final String ALL = "all";

    private final PairedTable table;
    private final StudyConfig config;
    private final List<String> groups;
    private final Findings findings = new Findings();

    private PairedStudy(PairedTable table, StudyConfig config) {
        this.table = table;
        this.config = config;
        this.groups = groups(table, config);
    }

    /**
     * Computes a study.
     *
     * @throws InputException if the groups named are not those of the table
     */
    public static StudyResult run(PairedTable table, StudyConfig config) {
        return run(table, config, Optional.empty());
    }

    /**
     * Computes a study.
     *
     * @param parts where the kernels' differences come from, if that is known
     * @throws InputException if the groups named are not those of the table, or the parts those of other kernels
     */
    public static StudyResult run(PairedTable table, StudyConfig config, Optional<KernelParts> parts) {
        PairedStudy study = new PairedStudy(table, config);
        study.groups.forEach(group -> study.subjects(group, table.of(group)));
        study.subjects(ALL, table);
        for (Measure measure : Measure.values()) {
            study.byGroup(measure);
        }
        parts.ifPresent(p -> p.addTo(study.findings, table, study.groups));
        for (Measure measure : Measure.values()) {
            study.betweenGroups(measure);
            study.againstDensity(measure);
            study.agreement(measure);
            study.diagnosis(measure);
        }
        return new StudyResult(table, config, study.groups, study.findings.all());
    }

    /** The groups in order, weakest bone first. */
    private static List<String> groups(PairedTable table, StudyConfig config) {
        List<String> there = table.groups();
        List<String> named = config.groupList();
        if (named.isEmpty()) {
            return there;
        }
        List<String> unknown = there.stream().filter(g -> !named.contains(g)).toList();
        if (!unknown.isEmpty()) {
            throw InputException.of(
                    "Groups %s: the table also has %s. Name all groups of the table, weakest bone first.",
                    named, unknown);
        }
        return named.stream().filter(there::contains).toList();
    }

    /** Groups that a ROC curve tells from the others: the first, the first two, and so on. */
    static List<List<String>> conditions(List<String> groups) {
        List<List<String>> conditions = new ArrayList<>();
        for (int k = 1; k < groups.size(); k++) {
            conditions.add(List.copyOf(groups.subList(0, k)));
        }
        return conditions;
    }

    /** Who they are: only what the table tells of anybody. */
    private void subjects(String group, PairedTable part) {
        findings.add(SUBJECTS, group, () -> new Counted(part.size(), 0), (cells, all) -> {
            cells.count("vertebrae", all.n());
            table.sexes().forEach(sex -> cells.count("sex " + sex, part.ofSex(sex)));
        });
        described(group, "age, years", table.ages(), part.ages());
        described(group, "vBMD, mg/cm\u00b3", table.vbmd(), part.vbmd());
    }

    private void described(String group, String what, double[] all, double[] part) {
        if (Sample.of(all).n() > 0) {
            findings.add(SUBJECTS, group, () -> Spread.of(Sample.of(part)), (cells, spread) -> cells.number(
                            what + ": mean", spread.mean().value())
                    .number(what + ": SD", spread.sd())
                    .number(what + ": smallest", spread.least())
                    .number(what + ": largest", spread.greatest())
                    .count(what + ": missing", spread.missing()));
        }
    }

    private void byGroup(Measure measure) {
        for (String group : groups) {
            byGroup(measure, group, table.of(group));
        }
        byGroup(measure, ALL, table);
    }

    private void byGroup(Measure measure, String group, PairedTable part) {
        String row = measure.label() + " (" + measure.unit() + "), " + group;
        Pairs pairs = part.pairs(measure);
        findings.add(TABLE_1, row, () -> Described.of(pairs), (cells, d) -> {
            cells.counts();
            for (int k = 0; k < 2; k++) {
                cells.number("mean " + table.kernels().get(k), d.mean()[k]);
                cells.number("SD " + table.kernels().get(k), d.sd()[k]);
            }
        });
        String difference =
                table.kernels().get(0) + " \u2212 " + table.kernels().get(1);
        findings.add(TABLE_1, row, () -> PairedTTest.of(pairs), (cells, test) -> cells.estimate(
                        difference, test.difference())
                .p("p (paired t)", test.p()));
        findings.add(
                TABLE_1,
                row,
                () -> BlandAltman.ofPercent(pairs),
                (cells, percent) -> cells.estimate(
                        difference + " in % of " + table.kernels().get(0), percent.bias()));
        findings.add(
                TABLE_1, row, () -> WilcoxonSignedRank.of(pairs), (cells, test) -> cells.p("p (Wilcoxon)", test.p()));
        findings.add(
                TABLE_1,
                row,
                () -> ShapiroWilk.of(Sample.of(pairs.differences())),
                (cells, test) -> cells.p("p (differences normal, Shapiro-Wilk)", test.p()));
    }

    private void betweenGroups(Measure measure) {
        for (int k = 0; k < 2; k++) {
            int kernel = k;
            String row = row(measure, k);
            Map<String, Sample> samples = new LinkedHashMap<>();
            groups.forEach(group -> samples.put(group, Sample.of(table.of(group).values(measure, kernel))));
            findings.add(GROUPS, row, () -> GroupComparison.of(samples), (cells, all) -> {
                cells.counts()
                        .number("F", all.f())
                        .p("p (analysis of variance)", all.anovaP())
                        .number("\u03b7\u00b2", all.etaSquared())
                        .number("H", all.h())
                        .p("p (Kruskal-Wallis)", all.kruskalWallisP());
                all.pairs().forEach(pair -> {
                    String names = pair.first() + " \u2212 " + pair.second();
                    cells.estimate(names, pair.difference())
                            .p(names + ", p (t, Holm)", pair.tP())
                            .p(names + ", p (rank sum, Holm)", pair.rankSumP());
                });
            });
        }
    }

    private void againstDensity(Measure measure) {
        for (int k = 0; k < 2; k++) {
            Pairs pairs = Pairs.of(table.vbmd(), table.values(measure, k));
            String row = row(measure, k);
            findings.add(REGRESSION, row, () -> LinearFit.of(pairs), (cells, fit) -> cells.counts()
                    .estimate("r\u00b2", fit.explained())
                    .estimate("r", fit.r())
                    .estimate("slope per mg/cm\u00b3", fit.slope())
                    .estimate("intercept", fit.intercept())
                    .number("residual SD", fit.residualSd())
                    .p("p (slope)", fit.p()));
            findings.add(REGRESSION, row, () -> Spearman.of(pairs), (cells, rank) -> cells.estimate(
                            "Spearman \u03c1", rank.rho())
                    .p("p (Spearman)", rank.p()));
        }
        findings.add(
                COMPARED,
                measure.label(),
                () -> DependentCorrelations.of(table.vbmd(), table.values(measure, 0), table.values(measure, 1)),
                (cells, both) -> cells.counts()
                        .number("r " + table.kernels().get(0), both.first())
                        .number("r " + table.kernels().get(1), both.second())
                        .number("r between the kernels", both.between())
                        .estimate("difference of r", both.difference())
                        .p("p (Williams)", both.williamsP())
                        .p("p (Steiger)", both.steigerP())
                        .p("p (Meng)", both.mengP()));
    }

    private void agreement(Measure measure) {
        Pairs pairs = table.pairs(measure);
        String row = measure.label() + " (" + measure.unit() + ")";
        findings.add(AGREEMENT, row, () -> BlandAltman.of(pairs), PairedStudy::agreement);
        findings.add(
                AGREEMENT,
                row,
                () -> Icc.of(table.values(measure, 0), table.values(measure, 1)),
                (cells, icc) -> cells.estimate("ICC(A,1)", icc.agreement()).estimate("ICC(C,1)", icc.consistency()));
        findings.add(
                AGREEMENT,
                measure.label() + " (% of " + table.kernels().get(0) + ")",
                () -> BlandAltman.ofPercent(pairs),
                PairedStudy::agreement);
    }

    private static void agreement(Findings.Cells cells, BlandAltman agreement) {
        cells.counts()
                .estimate("bias", agreement.bias())
                .estimate("lower limit", agreement.lower())
                .estimate("upper limit", agreement.upper());
        agreement.proportional().ifPresent(fit -> cells.estimate("proportional bias (slope)", fit.slope())
                .p("p (proportional bias)", fit.p()));
    }

    private void diagnosis(Measure measure) {
        for (List<String> positive : conditions(groups)) {
            double[] condition = table.condition(positive);
            String name = String.join(" or ", positive);
            for (int k = 0; k < 2; k++) {
                double[] values = table.values(measure, k);
                String row = row(measure, k) + ": " + name;
                findings.add(ROC, row, () -> Roc.of(values, condition, true), (cells, roc) -> cells.counts()
                        .count("with the condition", roc.positives())
                        .estimate("AUC", roc.auc()));
                cutOff(
                        row + ", Youden",
                        () -> CutOff.youden(values, condition, true, config.replicates(), config.bootstrapSeed()));
                cutOff(
                        row + ", specificity " + Numbers.percent(config.specificity()),
                        () -> CutOff.atSpecificity(
                                config.specificity(),
                                values,
                                condition,
                                true,
                                config.replicates(),
                                config.bootstrapSeed()));
            }
            findings.add(
                    ROC_COMPARED,
                    measure.label() + ": " + name,
                    () -> DeLongTest.of(table.values(measure, 0), table.values(measure, 1), condition, true),
                    (cells, test) -> cells.counts()
                            .number("AUC " + table.kernels().get(0), test.first())
                            .number("AUC " + table.kernels().get(1), test.second())
                            .estimate("difference of AUC", test.difference())
                            .p("p (DeLong)", test.p()));
        }
    }

    private void cutOff(String row, Supplier<CutOff> cutOff) {
        findings.add(TABLE_2, row, cutOff, (cells, cut) -> cells.counts()
                .estimate("cut-off", cut.threshold())
                .estimate("sensitivity", cut.sensitivity())
                .estimate("specificity", cut.specificity()));
    }

    private String row(Measure measure, int kernel) {
        return measure.label() + " (" + measure.unit() + "), " + table.kernels().get(kernel);
    }
}
