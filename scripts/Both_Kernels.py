# VertebraFE: one scan reconstructed with a smooth and a sharp kernel, one label map for both, each its own calibration.
# How much do stiffness and strength change with the kernel alone?
#@ Context context
#@ File (label = "CT, smooth kernel (B40f)") smoothFile
#@ File (label = "CT, sharp kernel (B70f)") sharpFile
#@ File (label = "Label map") labelFile
#@ Double (label = "Element size (mm; 0: the voxels)", value = 0) elementSize
#@output Double difference

from org.vertebrafe.command import VertebraScript

vertebra = VertebraScript(context)
labels = vertebra.labels(labelFile)


def analyze(ct_file, calibration):
    table = vertebra.run("Analyze Vertebra...", {
        "ct": vertebra.ct(ct_file),
        "labels": labels,
        "calibration": calibration,
        "elementSize": elementSize,
        "maps": "none"})["results"]
    row = table.size() - 1
    return [table.getValue(name, row) for name in ("Stiffness (N/mm)", "Strength (N)")]


smooth = analyze(smoothFile, "b40f")
sharp = analyze(sharpFile, "b70f")
print("Stiffness (N/mm): smooth %.1f, sharp %.1f" % (smooth[0], sharp[0]))
print("Strength (N): smooth %.1f, sharp %.1f" % (smooth[1], sharp[1]))
difference = 100 * (sharp[0] / smooth[0] - 1)
print("Stiffness changes by %.1f %%" % difference)
