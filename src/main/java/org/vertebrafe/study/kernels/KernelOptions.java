package org.vertebrafe.study.kernels;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Choice;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Volume;

/**
 * What is looked at beside the difference itself.
 *
 * @param ownSegmentation whether to analyse the other in its own labels too
 * @param harmonise how to bring the other to the reference
 * @param transfer the filter to do it with, from the kernels' MTFs, where they are known
 * @param maps whether to map the differences
 */
public record KernelOptions(
        boolean ownSegmentation, Harmonise harmonise, Optional<RadialFilter> transfer, boolean maps) {

    /** Nothing else. */
    public static final KernelOptions PLAIN = new KernelOptions(false, Harmonise.NONE, Optional.empty(), false);

    /** With maps. */
    public KernelOptions(boolean ownSegmentation, Harmonise harmonise, Optional<RadialFilter> transfer) {
        this(ownSegmentation, harmonise, transfer, true);
    }

    /** Where a filter that harmonises comes from. */
    public enum Harmonise {
        NONE,
        PAIR,
        BANDS;

        /** Names in dialogs and on the command line. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The way of this name. */
        public static Harmonise ofId(String id) {
            return Choice.of("Harmonisation", id, List.of(values()), Harmonise::id);
        }
    }

    /** The filter, if one is wanted. */
    Optional<RadialFilter> filter(Volume other, Volume reference, TaskExecutor threads, Progress progress) {
        if (transfer.isPresent()) {
            return transfer;
        }
        return switch (harmonise) {
            case NONE -> Optional.empty();
            case PAIR -> Optional.of(Harmonisation.ofPair(other, reference));
            case BANDS -> Optional.of(Harmonisation.ofBands(other, reference, threads, progress));
        };
    }
}
