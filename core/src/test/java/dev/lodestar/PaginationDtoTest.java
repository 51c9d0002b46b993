package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.dto.Dto;
import dev.lodestar.http.Response;
import dev.lodestar.model.Mark;
import dev.lodestar.pagination.CursorPage;
import dev.lodestar.pagination.CursorRequest;
import dev.lodestar.pagination.OffsetPage;
import dev.lodestar.pagination.OffsetRequest;
import dev.lodestar.pagination.Page;
import dev.lodestar.pagination.PageRequest;
import dev.lodestar.test.TestClient;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Pages of what a DTO shapes.
class PaginationDtoTest {
  record Widget(int id, String name, String secret) {}

  record Place(int rank, int id) {
    static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::rank).thenComparingInt(Place::id);

    static Place of(Widget widget) {
      return new Place(widget.id() / 2, widget.id());
    }
  }

  static final class ReadWidget extends Dto<Widget> {
    ReadWidget() {
      exclude(Widget::secret);
    }
  }

  /// Would leave nothing of a position to come back.
  static final class WrittenPlace extends Dto<Place> {
    WrittenPlace() {
      mark(Place::rank, Mark.WRITE_ONLY);
    }
  }

  private static final List<Widget> WIDGETS =
      List.of(
          new Widget(1, "lamp", "hidden"),
          new Widget(2, "chair", "hidden"),
          new Widget(3, "table", "hidden"));

  @SuppressWarnings("unused")
  static final class Lists {
    @Post("/places")
    String place(Place place) {
      return place.toString();
    }

    @Get("/pages")
    Page<Widget> pages(PageRequest page) {
      return page.slice(WIDGETS);
    }

    @Get("/linked")
    Response<Page<Widget>> linked(PageRequest page) {
      return page.slice(WIDGETS).linked(page);
    }

    @Get("/offsets")
    OffsetPage<Widget> offsets(OffsetRequest part) {
      return part.slice(WIDGETS);
    }

    @Get("/cursors")
    CursorPage<Widget> cursors(CursorRequest<Place> cursor) {
      return cursor.slice(WIDGETS, Place::of, Place.ORDER);
    }
  }

  private final TestClient client =
      TestClient.of(
          Lodestar.app()
              .routes(
                  Router.at("/")
                      .returns(ReadWidget.class)
                      .accepts(WrittenPlace.class)
                      .routes(Lists.class))
              .build());

  @Test
  void a_dto_of_the_items_counts_in_pages_of_all_kinds() {
    assertThat(client.get("/pages?size=1").text())
        .isEqualTo(
            "{\"items\":[{\"id\":1,\"name\":\"lamp\"}],\"page\":1,\"size\":1,\"hasNext\":true,"
                + "\"total\":3,\"pages\":3}");
    for (var path : List.of("/pages", "/linked", "/offsets", "/cursors")) {
      assertThat(client.get(path).expectStatus(200).text())
          .contains("{\"id\":3,\"name\":\"table\"}")
          .doesNotContain("hidden");
    }
  }

  @Test
  void no_dto_counts_for_positions_in_cursors() {
    var next = ProblemDocuments.of(client.get("/cursors?size=2")).get("next");

    assertThat(client.get("/cursors?size=2&cursor=" + next).expectStatus(200).text())
        .contains("\"items\":[{\"id\":3,\"name\":\"table\"}]");
  }
}
