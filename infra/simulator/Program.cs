using ShopSupport.Simulator;

return await SimulatorLine.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
