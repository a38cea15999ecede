package org.vertebrafe.command;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;
import org.vertebrafe.synthetic.ReconstructionKernel;

/** Opens the CT of the virtual patient as the edge-enhancing kernel shows it, with the labels of L2. */
@Plugin(
        type = Command.class,
        description =
                "Computes the CT of a virtual patient with a calibration phantom, edge-enhancing kernel. Takes seconds.",
        menu = {
            @Menu(label = "File"),
            @Menu(label = "Open Samples"),
            @Menu(label = "VertebraFE Virtual Patient (B70f-like)", weight = 202)
        })
public class OpenVirtualPatientB70f extends VirtualPatientSample {

    /** Made by SciJava. */
    public OpenVirtualPatientB70f() {
        super(ReconstructionKernel.B70F);
    }
}
