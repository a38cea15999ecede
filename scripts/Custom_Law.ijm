// VertebraFE: a density-modulus law of your own beside the study's, on the sample or on the open images.
// E = lawoffset + lawcoefficient * density ^ lawexponent, in MPa, density in g/cm3 of the kind that lawexpects names.

ct = "synthetic-L2-ct";
labels = "synthetic-L2-labels";
law = "law=custom lawcoefficient=2980 lawexponent=1.05 lawoffset=0 lawexpects=k2hpo4";

if (nImages == 0) run("VertebraFE Synthetic L2");

images = "ct=[" + ct + "] labels=[" + labels + "] calibration=b40f maps=none ";
run("Analyze Vertebra...", images + "law=morgan2003-vertebra");
run("Analyze Vertebra...", images + law);

print("Morgan 2003: " + d2s(getResult("Stiffness (N/mm)", nResults - 2), 0) + " N/mm");
print("Own law: " + d2s(getResult("Stiffness (N/mm)", nResults - 1), 0) + " N/mm");
