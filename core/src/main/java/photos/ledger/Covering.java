package photos.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The geohash cells of four characters that hold every place of a circle on earth. Each is 360/1024 degrees of
/// longitude wide and 180/1024 of latitude high: 39 x 20 km at the equator.
public final class Covering {
    private static final int CELLS = 1024;
    private static final double WIDTH = 360.0 / CELLS;
    private static final double HEIGHT = 180.0 / CELLS;

    /// What rounding may take from an angle, in degrees: a tenth of a millimetre.
    private static final double ROUNDING = 1e-9;

    private Covering() {}

    /// The degrees of latitude that a circle spans, north pole and south pole at most.
    public static PhotoQuery.Range latitudes(PhotoQuery.Near near) {
        double radius = degrees(near);
        double latitude = near.centre().latitude();
        return new PhotoQuery.Range(Math.max(-90, latitude - radius), Math.min(90, latitude + radius));
    }

    /// The cells, or nothing if there are more than so many.
    public static Optional<List<String>> of(PhotoQuery.Near near, int most) {
        PhotoQuery.Range latitudes = latitudes(near);
        int south = row(latitudes.least());
        int north = row(latitudes.most());
        double aside = degreesAside(near, latitudes);
        double west = near.centre().longitude() - aside;
        long columns = Math.min(CELLS, column(west + 2 * aside) - column(west) + 1);
        if (columns * (north - south + 1) > most) {
            return Optional.empty();
        }
        List<String> cells = new ArrayList<>();
        for (int row = south; row <= north; row++) {
            for (int step = 0; step < columns; step++) {
                cells.add(cell(row, Math.floorMod(column(west) + step, CELLS)));
            }
        }
        Collections.sort(cells);
        return Optional.of(cells);
    }

    private static double degrees(PhotoQuery.Near near) {
        return Math.toDegrees(near.kilometres() / Position.EARTH_RADIUS_KM) + ROUNDING;
    }

    /// How far a circle reaches to the east and west: to its tangent meridians, or all around if it holds a pole.
    private static double degreesAside(PhotoQuery.Near near, PhotoQuery.Range latitudes) {
        if (latitudes.least() <= -90 || latitudes.most() >= 90) {
            return 180;
        }
        double radius = Math.toRadians(degrees(near));
        double parallel = Math.cos(Math.toRadians(near.centre().latitude()));
        return Math.min(180, Math.toDegrees(Math.asin(Math.min(1, Math.sin(radius) / parallel))) + ROUNDING);
    }

    private static int row(double latitude) {
        return Math.min(CELLS - 1, (int) Math.floor((latitude + 90) / HEIGHT));
    }

    /// Counted from the antimeridian; beyond it in both directions.
    private static int column(double longitude) {
        return (int) Math.floor((longitude + 180) / WIDTH);
    }

    private static String cell(int row, int column) {
        return new Position((row + 0.5) * HEIGHT - 90, (column + 0.5) * WIDTH - 180).geohash(4);
    }
}
