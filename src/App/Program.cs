return await SinglePointOfReferral.App.CommandLine.Run(args);
