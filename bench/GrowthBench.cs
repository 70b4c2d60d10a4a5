namespace SinglePointOfReferral.Bench;
internal static class GrowthBench { public static Task<IEnumerable<Figure>> Run(Load load) => Task.FromResult<IEnumerable<Figure>>([]); }
