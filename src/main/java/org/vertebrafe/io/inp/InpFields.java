package org.vertebrafe.io.inp;

/** The comma-separated fields of a data line. Spaces around a field mean nothing, and neither does a last comma. */
final class InpFields {

    private final InpLines lines;
    private final String line;
    private int at;

    InpFields(InpLines lines, String line) {
        this.lines = lines;
        this.line = line;
    }

    /** Whether there is another field, be it empty. */
    boolean hasNext() {
        for (int i = at; i < line.length(); i++) {
            if (!Character.isWhitespace(line.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The next field without the spaces around it; empty when there is none. */
    String next() {
        if (at > line.length()) {
            return "";
        }
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        int from = at;
        at = end + 1;
        while (from < end && Character.isWhitespace(line.charAt(from))) {
            from++;
        }
        while (end > from && Character.isWhitespace(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(from, end);
    }

    /** A whole number from 1 on. */
    int number(String what) {
        return number(next(), what);
    }

    int number(String field, String what) {
        int value = 0;
        try {
            value = Integer.parseInt(field);
        } catch (NumberFormatException e) {
            throw lines.error("\"%s\" where %s is expected, a whole number.", field, what);
        }
        if (value < 1) {
            throw lines.error("%s %d: numbers start at 1.", what, value);
        }
        return value;
    }

    /** A finite number; Fortran's D is an E. */
    double real(String what) {
        return real(next(), what);
    }

    /** The same, or a default where the field is empty. */
    double real(String what, double missing) {
        String field = next();
        return field.isEmpty() ? missing : real(field, what);
    }

    private double real(String field, String what) {
        double value;
        try {
            value = Double.parseDouble(field.replace('D', 'E').replace('d', 'e'));
        } catch (NumberFormatException e) {
            throw lines.error("\"%s\" where %s is expected, a number.", field, what);
        }
        if (!Double.isFinite(value)) {
            throw lines.error("%s is %s, which is no finite number.", what, field);
        }
        return value;
    }

    /** Refuses further fields that are not empty. */
    void end() {
        while (hasNext()) {
            String field = next();
            if (!field.isEmpty()) {
                throw lines.error("\"%s\" is one value too many.", field);
            }
        }
    }
}
