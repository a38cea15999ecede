# VertebraFE: an analysis with everything it can save: result.json, result.csv, maps as NIfTI, the model as VTU
# (ParaView, vertebrafe render), pictures as PNG; and the maps as TIFF for ImageJ.
#@ Context context
#@ File (label = "CT") ctFile
#@ File (label = "Label map") labelFile
#@ File (label = "Folder for the results", style = "directory") folder
#@ Double (label = "Element size (mm; 0: the voxels)", value = 0) elementSize

import json
from java.io import File
from ij import IJ, ImagePlus
from org.vertebrafe.command import VertebraScript

vertebra = VertebraScript(context)
out = vertebra.run("Analyze Vertebra...", {
    "ct": vertebra.ct(ctFile),
    "labels": vertebra.labels(labelFile),
    "calibration": "b40f",
    "elementSize": elementSize,
    "maps": "all",
    "folder": folder})
for name in out.keySet():
    if isinstance(out[name], ImagePlus):
        IJ.saveAsTiff(out[name], File(folder, name + ".tif").getPath())

with open(File(folder, "result.json").getPath()) as f:
    result = json.load(f)
print("Saved by " + result["provenance"]["program"] + ": " + ", ".join(sorted(folder.list())))
