// VertebraFE: stiffness and strength of the sample vertebra, with its stress map over the CT.
// Runs in Fiji, in scripts/vertebrafe gui, and without a screen in scripts/vertebrafe macro.

run("VertebraFE Synthetic L2");
run("Analyze Vertebra...", "ct=synthetic-L2-ct labels=synthetic-L2-labels calibration=b40f maps=von-mises");
run("Overlay Vertebra Map...", "ct=synthetic-L2-ct map=[von-mises of synthetic-L2-ct] opacity=80");

print("Stiffness " + getResult("Stiffness (N/mm)", nResults - 1) + " N/mm");
print("Strength " + getResult("Strength (N)", nResults - 1) + " N");
