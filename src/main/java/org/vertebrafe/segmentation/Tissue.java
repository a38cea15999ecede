package org.vertebrafe.segmentation;

import java.util.List;
import org.vertebrafe.base.Choice;
import org.vertebrafe.base.InputException;

/** The role a label can have in a model of a vertebra. */
public enum Tissue {
    /** Cancellous bone of the vertebral body. */
    TRABECULAR_BODY("trabecular-body", Part.BODY),
    /** Cortical shell and endplates of the vertebral body. */
    CORTICAL_BODY("cortical-body", Part.BODY),
    /** The vertebral body where cortex and cancellous bone are not told apart. */
    BODY("body", Part.BODY),
    /** Cancellous bone of the posterior elements. */
    TRABECULAR_PROCESS("trabecular-process", Part.PROCESS),
    /** Cortex of the posterior elements. */
    CORTICAL_PROCESS("cortical-process", Part.PROCESS),
    /** Posterior elements where cortex and cancellous bone are not told apart. */
    PROCESS("process", Part.PROCESS),
    /** A whole vertebra whose body is not told apart from the posterior elements. */
    VERTEBRA("vertebra", Part.UNDIVIDED),
    /** PMMA end cap (or disk) below the body. */
    INFERIOR_CAP("inferior-cap", Part.CAP),
    /** PMMA end cap (or disk) above the body. */
    SUPERIOR_CAP("superior-cap", Part.CAP);

    private enum Part {
        BODY,
        PROCESS,
        UNDIVIDED,
        CAP
    }

    private final String id;
    private final Part part;

    Tissue(String id, Part part) {
        this.id = id;
        this.part = part;
    }

    /** The name in configurations, for instance {@code trabecular-body}. */
    public String id() {
        return id;
    }

    /** How the tissue is stored in byte arrays, where 0 is "nothing". */
    public byte code() {
        return (byte) (ordinal() + 1);
    }

    public boolean isBody() {
        return part == Part.BODY;
    }

    public boolean isProcess() {
        return part == Part.PROCESS;
    }

    public boolean isCap() {
        return part == Part.CAP;
    }

    /** Whether the density image tells its stiffness: all but caps. */
    public boolean isBone() {
        return part != Part.CAP;
    }

    public boolean isCortical() {
        return this == CORTICAL_BODY || this == CORTICAL_PROCESS;
    }

    public boolean isTrabecular() {
        return this == TRABECULAR_BODY || this == TRABECULAR_PROCESS;
    }

    /** The tissue of a code, or null for 0. */
    public static Tissue ofCode(byte code) {
        return code == 0 ? null : VALUES[code - 1];
    }

    /**
     * The tissue of a name in a configuration.
     *
     * @throws InputException listing the names there are
     */
    public static Tissue ofId(String id) {
        return Choice.of("Label role", id, List.of(VALUES), Tissue::id);
    }

    private static final Tissue[] VALUES = values();
}
