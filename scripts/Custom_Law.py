# VertebraFE: a density-modulus law of your own beside the study's.
# E = offset + coefficient * density ^ exponent, in MPa, density in g/cm3 of the kind named.
#@ Context context
#@ File (label = "CT") ctFile
#@ File (label = "Label map") labelFile
#@ Double (label = "Coefficient (MPa)", value = 2980) coefficient
#@ Double (label = "Exponent", value = 1.05) exponent
#@ Double (label = "Offset (MPa)", value = 0) offset
#@ String (label = "Kind of density", choices = {"k2hpo4", "ha", "ash", "apparent"}, value = "k2hpo4") expects
#@ Double (label = "Element size (mm; 0: the voxels)", value = 0) elementSize
#@output Double study
#@output Double own

from org.vertebrafe.command import VertebraScript

vertebra = VertebraScript(context)
ct = vertebra.ct(ctFile)
labels = vertebra.labels(labelFile)


def stiffness(**law):
    inputs = {"ct": ct, "labels": labels, "calibration": "b40f", "maps": "none", "elementSize": elementSize}
    inputs.update(law)
    table = vertebra.run("Analyze Vertebra...", inputs)["results"]
    return table.getValue("Stiffness (N/mm)", table.size() - 1)


study = stiffness(law="morgan2003-vertebra")
own = stiffness(law="custom", lawCoefficient=coefficient, lawExponent=exponent, lawOffset=offset, lawExpects=expects)
print("Morgan 2003 %.1f N/mm, own law %.1f N/mm" % (study, own))
