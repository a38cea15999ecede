# VertebraFE: every vertebra below a folder. Each folder in it holds one: a CT and a label map, of the names given.
# One row a vertebra in the Results table, saved as stiffness.csv; what fails is listed with its reason.
#@ Context context
#@ File (label = "Folder of folders", style = "directory") folder
#@ String (label = "Name of the CTs", value = "ct.nii.gz") ctName
#@ String (label = "Name of the label maps", value = "labels.nii.gz") labelName
#@ String (label = "Calibration", choices = {"image", "b40f", "b70f"}, value = "b40f") calibration
#@ Double (label = "Element size (mm; 0: the voxels)", value = 0) elementSize
#@output String summary

from java.io import File
from java.lang import RuntimeException
from ij.measure import ResultsTable
from org.vertebrafe.command import VertebraScript

vertebra = VertebraScript(context)
failures = []
done = 0
for patient in sorted(f for f in folder.listFiles() if f.isDirectory()):
    try:
        ct = vertebra.ct(File(patient, ctName))
        ct.setTitle(patient.getName())
        vertebra.run("Analyze Vertebra...", {
            "ct": ct,
            "labels": vertebra.labels(File(patient, labelName)),
            "calibration": calibration,
            "elementSize": elementSize,
            "maps": "none"})
        done += 1
    except RuntimeException as e:
        failures.append(patient.getName() + ": " + e.getMessage())

if done > 0:
    ResultsTable.getResultsTable().save(File(folder, "stiffness.csv").getPath())
summary = "%d done, %d failed\n" % (done, len(failures)) + "\n".join(failures)
print(summary)
