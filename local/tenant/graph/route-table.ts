/** All served paths. A wrong method on an existing path is a different error than a wrong path. */
export class RouteTable {
  private readonly patterns: RegExp[] = [];

  add(url: string): void {
    const pattern = url
      .split("/")
      .map((segment) => (segment.startsWith(":") ? "[^/]+" : segment.replace(/[$.()]/g, "\\$&")))
      .join("/");
    this.patterns.push(new RegExp(`^${pattern}/?$`));
  }

  knows(url: string): boolean {
    const path = url.split("?")[0] ?? "";
    return this.patterns.some((pattern) => pattern.test(path));
  }
}
