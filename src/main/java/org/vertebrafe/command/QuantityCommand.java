package org.vertebrafe.command;

import java.util.ArrayList;
import java.util.List;
import org.scijava.command.DynamicCommand;
import org.scijava.command.DynamicCommandInfo;
import org.vertebrafe.field.MapQuantity;

/** A command whose input {@code quantity} offers the catalogue. */
abstract class QuantityCommand extends DynamicCommand {

    private boolean declared;

    @Override
    public final DynamicCommandInfo getInfo() {
        DynamicCommandInfo info = super.getInfo();
        if (!declared) {
            declared = true;
            List<String> choices = new ArrayList<>(moreChoices());
            choices.addAll(MapQuantity.ids());
            info.getMutableInput("quantity", String.class).setChoices(choices);
        }
        return info;
    }

    /** What can be chosen beside the catalogue, first. */
    List<String> moreChoices() {
        return List.of();
    }
}
