// VertebraFE: an analysis with everything it can save: result.json, result.csv, maps as NIfTI, the model as VTU
// (ParaView, vertebrafe render), pictures as PNG; and the open maps as TIFF for ImageJ.

ct = "synthetic-L2-ct";
labels = "synthetic-L2-labels";

folder = getArgument();
if (folder == "") folder = getDir("Folder for the results");
if (!endsWith(folder, File.separator)) folder = folder + File.separator;
if (nImages == 0) run("VertebraFE Synthetic L2");

run("Analyze Vertebra...", "ct=[" + ct + "] labels=[" + labels + "] calibration=b40f maps=all folder=[" + folder + "]");

maps = newArray("density", "modulus", "von-mises", "sed", "min-principal-strain");
for (i = 0; i < maps.length; i++) {
    selectImage(maps[i] + " of " + ct);
    saveAs("Tiff", folder + maps[i] + ".tif");
}
files = getFileList(folder);
for (i = 0; i < files.length; i++) print(files[i]);
