package org.vertebrafe.command;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;
import org.vertebrafe.synthetic.ReconstructionKernel;

/** Opens the CT of the virtual patient as the smooth kernel shows it, with the labels of L2. */
@Plugin(
        type = Command.class,
        description = "Computes the CT of a virtual patient with a calibration phantom, smooth kernel. Takes seconds.",
        menu = {
            @Menu(label = "File"),
            @Menu(label = "Open Samples"),
            @Menu(label = "VertebraFE Virtual Patient (B40f-like)", weight = 201)
        })
public class OpenVirtualPatientB40f extends VirtualPatientSample {

    /** Made by SciJava. */
    public OpenVirtualPatientB40f() {
        super(ReconstructionKernel.B40F);
    }
}
