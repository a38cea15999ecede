package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;

/** Separated values there and back. */
class CsvTest {

    @Test
    void whatIsWrittenIsRead() {
        List<String> fields = List.of("plain", "with, comma", "with \"quotes\"", "two\nlines", "");
        assertThat(Csv.line(fields)).isEqualTo("plain,\"with, comma\",\"with \"\"quotes\"\"\",\"two\nlines\",\r\n");
        assertThat(Csv.parse("a,b,c,d,e\r\n" + Csv.line(fields), "test").get(1)).isEqualTo(fields);
    }

    @Test
    void spreadsheetsSeparateOtherwise() {
        assertThat(Csv.parse("\uFEFFa;b,c;d\n1;2;3\n", "test"))
                .containsExactly(List.of("a", "b,c", "d"), List.of("1", "2", "3"));
        assertThat(Csv.parse("a\tb\n1\t2", "test")).containsExactly(List.of("a", "b"), List.of("1", "2"));
    }

    @Test
    void emptyLinesAreNone() {
        assertThat(Csv.parse("a,b\n\n1,2\n\r\n", "test")).hasSize(2);
    }

    @Test
    void anOpenQuoteIsTold() {
        assertThatThrownBy(() -> Csv.parse("a,b\n1,\"2\n3,4", "table.csv"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("table.csv")
                .hasMessageContaining("record 2 does not end");
    }
}
