// VertebraFE: one vertebra, from the files of a CT and its label map to stiffness, strength and a stress map.
// NIfTI, TIFF or, for the CT, the folder of a DICOM series.
#@ Context context
#@ File (label = "CT") ctFile
#@ File (label = "Label map") labelFile
#@ String (label = "Calibration", choices = {"image", "b40f", "b70f"}, value = "b40f") calibration
#@ Double (label = "Element size (mm; 0: the voxels)", value = 0) elementSize
#@output ImagePlus stress
#@output Double stiffness

import org.vertebrafe.command.VertebraScript

vertebra = new VertebraScript(context)
out = vertebra.run("Analyze Vertebra...", [
        ct         : vertebra.ct(ctFile),
        labels     : vertebra.labels(labelFile),
        calibration: calibration,
        elementSize: elementSize,
        maps       : "von-mises"])

stress = out.vonMisesMap
row = out.results.size() - 1
stiffness = out.results.getValue("Stiffness (N/mm)", row)
println "Stiffness ${stiffness.round(1)} N/mm, strength ${out.results.getValue("Strength (N)", row).round(1)} N"
