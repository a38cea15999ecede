// VertebraFE: from one point in a vertebral body to labels, shape and stiffness, on the sample CT.
// Runs in Fiji, in scripts/vertebrafe gui, and without a screen in scripts/vertebrafe macro.

run("VertebraFE Synthetic L2");
run("Segment Vertebra...", "ct=synthetic-L2-ct seed=voxel position=42,32,18");
print("Verdict: " + getResultString("Segmentation verdict", nResults - 1));

run("Measure Vertebra Shape...", "ct=synthetic-L2-ct labels=[labels of synthetic-L2-ct]");
print("Anterior, middle, posterior height "
    + d2s(getResult("Anterior height (mm)", nResults - 1), 1) + ", "
    + d2s(getResult("Middle height (mm)", nResults - 1), 1) + ", "
    + d2s(getResult("Posterior height (mm)", nResults - 1), 1) + " mm");

run("Analyze Vertebra...", "ct=synthetic-L2-ct labels=[labels of synthetic-L2-ct] calibration=b40f maps=none");
print("Stiffness " + getResult("Stiffness (N/mm)", nResults - 1) + " N/mm");
