// VertebraFE: an analysis with everything it can save: result.json, result.csv, maps as NIfTI, the model as VTU
// (ParaView, vertebrafe render), pictures as PNG; and the maps as TIFF for ImageJ.
#@ Context context
#@ File (label = "CT") ctFile
#@ File (label = "Label map") labelFile
#@ File (label = "Folder for the results", style = "directory") folder
#@ Double (label = "Element size (mm; 0: the voxels)", value = 0) elementSize

import com.google.gson.JsonParser
import ij.IJ
import ij.ImagePlus
import org.vertebrafe.command.VertebraScript

vertebra = new VertebraScript(context)
out = vertebra.run("Analyze Vertebra...", [
        ct         : vertebra.ct(ctFile),
        labels     : vertebra.labels(labelFile),
        calibration: "b40f",
        elementSize: elementSize,
        maps       : "all",
        folder     : folder])
out.each { name, map ->
    if (map instanceof ImagePlus) {
        IJ.saveAsTiff(map, new File(folder, name + ".tif").path)
    }
}
provenance = JsonParser.parseString(new File(folder, "result.json").text).asJsonObject.getAsJsonObject("provenance")
println "Saved by ${provenance.get("program").asString}: " + folder.list().sort().join(", ")
