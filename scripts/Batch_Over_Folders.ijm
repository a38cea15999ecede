// VertebraFE: every vertebra below a folder. Each folder in it holds one: ct.tif and labels.tif, voxel size in mm.
// One row a vertebra in the Results table, saved as stiffness.csv. Stops at the first error; the Groovy one goes on.

calibration = "b40f"; // the same for all: one scanner, one kernel

folder = getArgument();
if (folder == "") folder = getDir("Folder of folders with ct.tif and labels.tif");
if (!endsWith(folder, File.separator)) folder = folder + File.separator;

setBatchMode(true);
entries = getFileList(folder);
done = 0;
for (i = 0; i < entries.length; i++) {
    name = replace(entries[i], "/", "");
    images = folder + name + File.separator;
    if (!File.exists(images + "ct.tif") || !File.exists(images + "labels.tif")) {
        if (File.isDirectory(images)) print(name + ": left out, no ct.tif and labels.tif");
    } else {
        open(images + "ct.tif");
        rename(name);
        open(images + "labels.tif");
        rename("labels of " + name);
        run("Analyze Vertebra...", "ct=[" + name + "] labels=[labels of " + name + "] calibration=" + calibration
            + " maps=none folder=[" + images + "result]");
        close("labels of " + name);
        close(name);
        done = done + 1;
        showProgress(i + 1, entries.length);
    }
}
saveAs("Results", folder + "stiffness.csv");
print(done + " vertebrae done: " + folder + "stiffness.csv");
