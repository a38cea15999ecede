package org.vertebrafe.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;

/** Tables of paired vertebrae, long and wide, and what is wrong with some. */
class PairedTableTest {

    private static final String LONG = "id,group,kernel,strength_N,stiffness_N_per_mm,vbmd_mg_per_cm3\n";

    private static PairedTable read(String text, String... kernels) {
        return PairedTable.of(DataTable.parse(text, "t.csv"), List.of(kernels));
    }

    @Test
    void longAndWideAreTheSame() {
        PairedTable tall = read(LONG + "a,x,B40f,10,20,90\na,x,B70f,11,NA,95\nb,,B70f,13,24,\nb,,B40f,12,22,80\n");
        PairedTable wide = read("id;group;strength_N.B40f;strength_N.B70f;stiffness_N_per_mm.B40f;"
                + "stiffness_N_per_mm.B70f;vbmd_mg_per_cm3\na;x;10;11;20;;90\nb;;12;13;22;24;80\n");
        for (PairedTable table : List.of(tall, wide)) {
            assertThat(table.kernels()).containsExactly("B40f", "B70f");
            assertThat(table.ids()).containsExactly("a", "b");
            assertThat(table.values(Measure.STRENGTH, 0)).containsExactly(10, 12);
            assertThat(table.values(Measure.STRENGTH, 1)).containsExactly(11, 13);
            assertThat(table.values(Measure.STIFFNESS, 1)).containsExactly(Double.NaN, 24);
            // The reference's density, whatever the order of the rows.
            assertThat(table.vbmd()).containsExactly(90, 80);
            assertThat(table.groups()).containsExactly("x");
            assertThat(table.condition(List.of("x"))).containsExactly(1, Double.NaN);
            assertThat(table.of("x").size()).isEqualTo(1);
        }
    }

    @Test
    void levelsAreVertebraeAndKernelsMayBeChosen() {
        PairedTable table = read(
                "id,level,group,kernel,strength_N,stiffness_N_per_mm\na,L1,x,B40f,1,2\na,L2,x,B40f,3,4\na,L1,x,C,5,6\n"
                        + "a,L1,x,B70f,7,8\n",
                "B70f",
                "B40f");
        assertThat(table.ids()).containsExactly("a L1", "a L2");
        assertThat(table.subjects()).isEqualTo(1);
        assertThat(table.values(Measure.STRENGTH, 0)).containsExactly(7, Double.NaN);
        assertThat(table.values(Measure.STRENGTH, 1)).containsExactly(1, 3);
    }

    @Test
    void whatIsWrongIsTold() {
        refused("t.csv: column \"id\" is missing", "a,b\n1,2\n");
        refused("row 1: 2 fields, but there are 3 columns", "id,b,c\n1,2\n");
        refused("two columns \"id\"", "id,id\n1,2\n");
        refused("at least one row", "id,group\n");
        refused("neither a column \"kernel\"", "id,group\na,x\n");
        refused("the table has 1; name two of [B40f]", LONG + "a,x,B40f,1,2,3\n");
        refused("two rows of a with kernel B40f", LONG + "a,x,B40f,1,2,3\na,x,B40f,1,2,3\na,x,B70f,1,2,3\n");
        refused("row 2: there are two rows of a;", "id,strength_N.A,strength_N.B\na,1,2\na,3,4\n");
        refused("a is of group \"y\" here and \"x\" before", LONG + "a,x,B40f,1,2,3\na,y,B70f,1,2,3\n");
        refused("row 1: strength_N is \"1,5\", not a number", LONG + "a,x,B40f,\"1,5\",2,3\na,x,B70f,1,2,3\n");
        refused("row 2: the id is missing", LONG + "a,x,B40f,1,2,3\n,x,B70f,1,2,3\n");
        assertThatThrownBy(() -> read(LONG + "a,x,B40f,1,2,3\na,x,B70f,1,2,3\n", "B40f", "B50f"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("asked for are [B40f, B50f]");
    }

    private static void refused(String message, String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessageContaining(message);
    }
}
