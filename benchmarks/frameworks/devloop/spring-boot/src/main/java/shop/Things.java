package shop;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/things")
public class Things {
  private final ThingService service;

  public Things(ThingService service) {
    this.service = service;
  }

  @GetMapping("/text")
  public String text() {
    return "version 0";
  }

  @GetMapping("/sample")
  public Thing sample() {
    return service.sample();
  }

  @GetMapping
  public List<Thing> list(@RequestParam(defaultValue = "10") int limit) {
    return service.list(limit);
  }

  @GetMapping("/{name}")
  public Thing thing(@PathVariable String name) {
    return service
        .find(name)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  public Thing create(@Valid @RequestBody NewThing thing) {
    return service.create(thing);
  }
}
