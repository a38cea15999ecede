// VertebraFE: one scan reconstructed with a smooth and a sharp kernel, one label map for both, each its own calibration.
// How much do stiffness and strength change with the kernel alone?
#@ Context context
#@ File (label = "CT, smooth kernel (B40f)") smoothFile
#@ File (label = "CT, sharp kernel (B70f)") sharpFile
#@ File (label = "Label map") labelFile
#@ Double (label = "Element size (mm; 0: the voxels)", value = 0) elementSize
#@output Double difference

import org.vertebrafe.command.VertebraScript

vertebra = new VertebraScript(context)
labels = vertebra.labels(labelFile)
analyze = { file, calibration ->
    table = vertebra.run("Analyze Vertebra...", [
            ct         : vertebra.ct(file),
            labels     : labels,
            calibration: calibration,
            elementSize: elementSize,
            maps       : "none"]).results
    ["Stiffness (N/mm)", "Strength (N)"].collectEntries { [it, table.getValue(it, table.size() - 1)] }
}
smooth = analyze(smoothFile, "b40f")
sharp = analyze(sharpFile, "b70f")
smooth.each { name, value ->
    println "$name: smooth ${value.round(1)}, sharp ${sharp[name].round(1)}"
}
difference = 100 * (sharp["Stiffness (N/mm)"] / smooth["Stiffness (N/mm)"] - 1)
println "Stiffness changes by ${difference.round(1)} %"
