// VertebraFE: stiffness and strength of the sample vertebra, with its stress map over the CT.
// In plain ImageJ (scripts/vertebrafe gui, scripts/vertebrafe macro) as it stands; in Fiji open the two images with
// File > Import and keep the rest. The argument is the folder with the sample images.

folder = getArgument();
if (folder == "") folder = getDirectory("Folder with the sample images");

run("Open NIfTI...", "path=[" + folder + "/synthetic-L2-ct.nii.gz]");
run("Open NIfTI...", "path=[" + folder + "/synthetic-L2-labels.nii.gz]");

run("Analyze Vertebra...", "ct=synthetic-L2-ct labels=synthetic-L2-labels calibration=b40f maps=von-mises");
run("Overlay Vertebra Map...", "ct=synthetic-L2-ct map=[von-mises of synthetic-L2-ct] opacity=80");

print("Stiffness " + getResult("Stiffness (N/mm)", nResults - 1) + " N/mm");
print("Strength " + getResult("Strength (N)", nResults - 1) + " N");
