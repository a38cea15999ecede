package org.vertebrafe.command;

import java.util.ArrayList;
import java.util.List;
import org.scijava.command.DynamicCommandInfo;
import org.vertebrafe.field.MapQuantity;

/** A command whose input {@code quantity} offers the catalogue. */
abstract class QuantityCommand extends GuidedDynamicCommand {

    @Override
    final void declare(DynamicCommandInfo info) {
        List<String> choices = new ArrayList<>(moreChoices());
        choices.addAll(MapQuantity.ids());
        info.getMutableInput("quantity", String.class).setChoices(choices);
    }

    /** What can be chosen beside the catalogue, first. */
    List<String> moreChoices() {
        return List.of();
    }
}
