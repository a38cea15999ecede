// VertebraFE: one vertebra, from an open CT and its label map to stiffness, strength and a stress map over the CT.
// Without open images it takes the sample. Your own: open both and write their titles below.

ct = "synthetic-L2-ct";
labels = "synthetic-L2-labels";
calibration = "b40f"; // image: what Calibrate CT Density... left; see Analyze Vertebra... for the others

if (nImages == 0) run("VertebraFE Synthetic L2");

run("Analyze Vertebra...", "ct=[" + ct + "] labels=[" + labels + "] calibration=" + calibration + " maps=von-mises");
run("Overlay Vertebra Map...", "ct=[" + ct + "] map=[von-mises of " + ct + "] opacity=80");

row = nResults - 1;
print("Stiffness " + getResult("Stiffness (N/mm)", row) + " N/mm");
print("Strength " + getResult("Strength (N)", row) + " N, " + getResultString("Strength definition", row));
print("Warnings: " + getResult("Warnings", row));
