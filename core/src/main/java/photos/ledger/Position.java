package photos.ledger;

/// Where the photo was taken (WGS 84).
///
/// @param latitude degrees, -90 to 90, north is positive
/// @param longitude degrees, -180 to 180, east is positive
public record Position(double latitude, double longitude) {
    private static final String BASE32 = "0123456789bcdefghjkmnpqrstuvwxyz";
    static final double EARTH_RADIUS_KM = 6371.0088;

    public Position {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no place on earth: " + latitude + "," + longitude);
        }
    }

    /// The geohash cell around the position.
    ///
    /// @param length in characters; 4 is a cell of about 39 x 20 km, 9 of about 5 x 5 m
    public String geohash(int length) {
        StringBuilder hash = new StringBuilder(length);
        double[] latitudes = {-90, 90};
        double[] longitudes = {-180, 180};
        int bits = 0;
        for (int bit = 0; bit < length * 5; bit++) {
            boolean upper = bit % 2 == 0 ? halve(longitudes, longitude) : halve(latitudes, latitude);
            bits = bits << 1 | (upper ? 1 : 0);
            if (bit % 5 == 4) {
                hash.append(BASE32.charAt(bits));
                bits = 0;
            }
        }
        return hash.toString();
    }

    /// Keeps the half of the range that holds the value, and says whether it is the upper one.
    private static boolean halve(double[] range, double value) {
        double middle = (range[0] + range[1]) / 2;
        boolean upper = value >= middle;
        range[upper ? 0 : 1] = middle;
        return upper;
    }

    /// The great-circle distance in kilometres (haversine formula, mean earth radius).
    public double kilometresTo(Position other) {
        double north = Math.toRadians(other.latitude - latitude);
        double east = Math.toRadians(other.longitude - longitude);
        double h = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(east / 2), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
