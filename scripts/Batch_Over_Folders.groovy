// VertebraFE: every vertebra below a folder. Each folder in it holds one: a CT and a label map, of the names given.
// One row a vertebra in the Results table, saved as stiffness.csv; what fails is listed with its reason.
#@ Context context
#@ File (label = "Folder of folders", style = "directory") folder
#@ String (label = "Name of the CTs", value = "ct.nii.gz") ctName
#@ String (label = "Name of the label maps", value = "labels.nii.gz") labelName
#@ String (label = "Calibration", choices = {"image", "b40f", "b70f"}, value = "b40f") calibration
#@ Double (label = "Element size (mm; 0: the voxels)", value = 0) elementSize
#@output String summary

import ij.measure.ResultsTable
import org.vertebrafe.command.VertebraScript

vertebra = new VertebraScript(context)
failures = []
done = 0
for (patient in folder.listFiles().findAll { it.isDirectory() }.sort()) {
    try {
        ct = vertebra.ct(new File(patient, ctName))
        ct.title = patient.name
        vertebra.run("Analyze Vertebra...", [
                ct         : ct,
                labels     : vertebra.labels(new File(patient, labelName)),
                calibration: calibration,
                elementSize: elementSize,
                maps       : "none"])
        done++
    } catch (RuntimeException e) {
        failures << "${patient.name}: ${e.message}"
    }
}
if (done > 0) {
    ResultsTable.getResultsTable().save(new File(folder, "stiffness.csv").path)
}
summary = "$done done, ${failures.size()} failed\n" + failures.join("\n")
println summary
