// VertebraFE: one scan reconstructed with a smooth and a sharp kernel, one label map for both, each its own calibration.
// How much do stiffness and strength change with the kernel alone? Takes the virtual patient where no image is open.

smooth = "virtual-patient-b40f-ct";
sharp = "virtual-patient-b70f-ct";
labels = "virtual-patient-b40f-labels";

if (nImages == 0) {
    run("VertebraFE Virtual Patient (B40f-like)");
    run("VertebraFE Virtual Patient (B70f-like)");
}

first = nResults;
run("Analyze Vertebra...", "ct=[" + smooth + "] labels=[" + labels + "] calibration=b40f maps=none");
run("Analyze Vertebra...", "ct=[" + sharp + "] labels=[" + labels + "] calibration=b70f maps=none");

compare("Stiffness (N/mm)");
compare("Strength (N)");

function compare(column) {
    a = getResult(column, first);
    b = getResult(column, first + 1);
    print(column + ": smooth " + d2s(a, 0) + ", sharp " + d2s(b, 0) + ", difference " + d2s(100 * (b - a) / a, 1) + " %");
}
