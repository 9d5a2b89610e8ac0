package photos.ingest.place;

import photos.ledger.Position;

/// A town of the table.
///
/// @param country its ISO 3166-1 code of two letters
/// @param radius of a disc on which its people would live 4,000 to the square kilometre; in kilometres
record Town(String name, String country, Position centre, double radius) {
    /// Added to every radius, so that the fields around a village count as the village.
    private static final double SURROUNDINGS_KM = 5;

    /// The most that a table holds.
    static final double MAX_RADIUS_KM = 51;

    private static final double PEOPLE_PER_KM2 = 4000;

    static double radius(long inhabitants) {
        return Math.min(MAX_RADIUS_KM, Math.sqrt(inhabitants / (Math.PI * PEOPLE_PER_KM2)));
    }

    /// How far away it is for its size. The least remote town gives a place its name: by the bare distance the Eiffel
    /// Tower would be in Neuilly, whose centre is nearer than that of Paris.
    double remoteness(double kilometres) {
        return kilometres / (radius + SURROUNDINGS_KM);
    }
}
