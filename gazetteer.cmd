@echo off
rem Starts the service, or with arguments runs a command (see --help). Builds the program first if it is missing or
rem older than its sources. The same as the script "gazetteer"; not tried on Windows yet, see docs/install.md.
setlocal
set "here=%~dp0"
set "jar=%here%target\gazetteer.jar"

set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
set "versions=%TEMP%\gazetteer-java-%RANDOM%.txt"
"%java%" -version >nul 2>"%versions%"
if errorlevel 1 (
  del "%versions%" 2>nul
  echo gazetteer: no Java was found; install a JDK 17 or newer, or set JAVA_HOME>&2
  exit /b 1
)
set "version=0"
for /f "usebackq tokens=2,3" %%a in ("%versions%") do (
  if "%%a"=="version" for /f "delims=.-" %%c in ("%%~b") do set "version=%%c"
)
del "%versions%" 2>nul
if %version% lss 17 (
  echo gazetteer: Java %version% is too old; install a JDK 17 or newer, or set JAVA_HOME>&2
  exit /b 1
)

set "stale="
if not exist "%jar%" set "stale=yes"
if not defined stale (
  powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:jar).LastWriteTimeUtc; $sources = @(Get-Item -LiteralPath ($env:here + 'pom.xml')) + @(Get-ChildItem -LiteralPath ($env:here + 'src\main'), ($env:here + 'ui') -Recurse -File); if ($sources | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1) { exit 1 }"
  if errorlevel 1 set "stale=yes"
)
if not defined stale goto run

"%java%" --list-modules 2>nul | findstr /b "jdk.compiler@" >nul
if errorlevel 1 (
  echo gazetteer: this Java cannot compile; install a JDK 17 or newer ^(not only a JRE^), or set JAVA_HOME>&2
  exit /b 1
)
where mvn >nul 2>nul
if errorlevel 1 (
  echo gazetteer: the program must be built first, and Maven was not found; install Maven 3.9 or newer>&2
  exit /b 1
)
echo Building Gazetteer (about a minute; the first build takes longer, because it downloads libraries) ...>&2
pushd "%here%"
call mvn -q -B -Dmaven.test.skip=true package
if errorlevel 1 (
  popd
  echo gazetteer: the build failed; Maven's messages are above>&2
  exit /b 1
)
popd

:run
rem Why these options: see the script "gazetteer".
set "options=-Xmx512m"
if not "%~1"=="" set "options=%options% -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
"%java%" %options% %GAZETTEER_JAVA_OPTIONS% -jar "%jar%" %*
exit /b %errorlevel%
