package org.parvis.accelerator;

/** The numbers under which France registers establishments and associations. */
final class RegistryNumbers {
    private static final String LA_POSTE = "356000000";
    private static final int SIREN = 9;

    private RegistryNumbers() {}

    /**
     * Fourteen digits with Luhn's check (Insee). La Poste has more establishments than the check leaves room for: of theirs, the
     * sum of the digits is a multiple of five.
     */
    static boolean isSiret(String typed) {
        if (!typed.matches("[0-9]{14}") || typed.equals("0".repeat(14))) return false;
        if (luhn(typed)) return luhn(typed.substring(0, SIREN));
        return typed.startsWith(LA_POSTE) && typed.chars().map(c -> c - '0').sum() % 5 == 0;
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int value = i % 2 == 0 ? digit : 2 * digit;
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    /** The national register of associations: W and nine digits. */
    static boolean isRna(String typed) {
        return typed.matches("W[0-9]{9}");
    }
}
